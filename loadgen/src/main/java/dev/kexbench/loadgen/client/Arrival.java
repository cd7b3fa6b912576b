package dev.kexbench.loadgen.client;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Ledger;

/** A handshake that is due: by whom, since when, and where it is written down. */
record Arrival(ClientClass kind, Player player, Ledger ledger, long dueNanos) {}
