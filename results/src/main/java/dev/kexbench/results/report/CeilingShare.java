package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How close a server came to the limit that its most expensive operation alone sets.
 *
 * @param operation such as {@code RSA-2048 private-key operation}; null in old reports
 * @param operationsPerSecondPerCore its rate, measured in the server's own process on all cores at
 *     once
 * @param serverCores cores that the server could use
 * @param operationsPerSecond those that the server counted during the load, for whatever client;
 *     null if it did not count them
 * @param share of the product of rate and cores: operations per second, or established handshakes
 *     per second where operations were not counted
 */
public record CeilingShare(
    @JsonInclude(JsonInclude.Include.NON_NULL) String operation,
    double operationsPerSecondPerCore,
    double serverCores,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double operationsPerSecond,
    double share) {}
