package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How near a server came to what its costly operation alone would allow.
 *
 * @param operation what that is, as {@code RSA-2048 private-key operation}; null in old reports
 * @param operationsPerSecondPerCore of it, measured in the server's own process
 * @param serverCores cores that the server could use
 * @param share established per second over the product of the two
 */
public record CeilingShare(
    @JsonInclude(JsonInclude.Include.NON_NULL) String operation,
    double operationsPerSecondPerCore,
    double serverCores,
    double share) {}
