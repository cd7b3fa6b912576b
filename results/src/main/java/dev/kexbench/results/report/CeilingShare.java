package dev.kexbench.results.report;

/**
 * How near a server came to what its private-key operation alone would allow.
 *
 * @param operationsPerSecondPerCore private-key operations, measured in the server's own process
 * @param serverCores cores that the server could use
 * @param share established per second over the product of the two
 */
public record CeilingShare(double operationsPerSecondPerCore, double serverCores, double share) {}
