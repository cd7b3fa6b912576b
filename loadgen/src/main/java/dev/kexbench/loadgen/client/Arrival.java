package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LoopRecorder;

/** A handshake that is due: by whom, since when, and where it is written down. */
record Arrival(ClientClass kind, PreparedClient client, LoopRecorder recorder, long dueNanos) {}
