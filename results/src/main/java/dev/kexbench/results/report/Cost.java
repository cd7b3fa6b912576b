package dev.kexbench.results.report;

/** The cost of one established handshake: CPU microseconds and bytes; null if not measured. */
public record Cost(
    Double clientCpuMicrosPerHandshake,
    Double serverCpuMicrosPerHandshake,
    Double clientBytesAllocatedPerHandshake) {}
