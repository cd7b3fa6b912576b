package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.LoopRecorder;

/** A handshake that is due: its client, its due time, and the recorder for its results. */
record Arrival(ClientClass kind, PreparedClient client, LoopRecorder recorder, long dueNanos) {}
