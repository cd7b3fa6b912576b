package dev.kexbench.results.report;

/** Handshakes per second of measured time: due, started, and established. */
public record Rates(
    double plannedPerSecond, double startedPerSecond, double establishedPerSecond) {}
