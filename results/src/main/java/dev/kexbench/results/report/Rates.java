package dev.kexbench.results.report;

/** Handshakes per second of measured time: due, begun, and established. */
public record Rates(
    double plannedPerSecond, double startedPerSecond, double establishedPerSecond) {}
