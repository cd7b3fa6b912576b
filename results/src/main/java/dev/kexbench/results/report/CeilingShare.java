package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How close a server came to the limit that its most expensive operation alone sets.
 *
 * @param operation such as {@code RSA-2048 private-key operation}; null in old reports
 * @param operationsPerSecondPerCore its rate, measured in the server's own process
 * @param serverCores cores that the server could use
 * @param share established per second divided by the product of the two
 */
public record CeilingShare(
    @JsonInclude(JsonInclude.Include.NON_NULL) String operation,
    double operationsPerSecondPerCore,
    double serverCores,
    double share) {}
