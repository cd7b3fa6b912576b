package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Ledger;

/** A handshake that is due: by whom, since when, and where it is written down. */
record Arrival(ClientClass kind, ClientRole role, Ledger ledger, long dueNanos) {}
