package dev.kexbench.results.report;

/**
 * One second of a run.
 *
 * @param second since the measured time began, from 0
 * @param planned handshakes due in it
 * @param started in it
 * @param established in it
 * @param failed in it
 * @param inFlight at its end
 * @param p50 median of total latency in nanoseconds, or null if no handshake ended
 * @param p99 99th percentile likewise
 * @param lagP99 99th percentile of the start lag in nanoseconds, or null
 * @param clientCpu cores that the generator kept busy, 1.0 being one, or null
 * @param serverCpu cores that the server kept busy, or null
 */
public record Second(
    long second,
    long planned,
    long started,
    long established,
    long failed,
    long inFlight,
    Long p50,
    Long p99,
    Long lagP99,
    Double clientCpu,
    Double serverCpu) {}
