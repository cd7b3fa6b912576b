package dev.kexbench.results.report;

/** What one established handshake costs: CPU microseconds and bytes; null where not measured. */
public record Cost(
    Double clientCpuMicrosPerHandshake,
    Double serverCpuMicrosPerHandshake,
    Double clientBytesAllocatedPerHandshake) {}
