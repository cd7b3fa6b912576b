package dev.kexbench.loadgen.server;

import java.util.function.Consumer;

/** What the connections of one event loop share. */
record Shell(
    ServerFigures figures,
    ServerStages stages,
    ComputeRunner compute,
    Limits limits,
    Consumer<Throwable> failures,
    Consumer<Connection> forget) {}
