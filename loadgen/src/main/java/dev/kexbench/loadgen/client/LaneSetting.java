package dev.kexbench.loadgen.client;

import java.net.InetSocketAddress;

/** What every lane of a generator needs to know. */
public record LaneSetting(InetSocketAddress target, Cast cast, Conduct conduct) {}
