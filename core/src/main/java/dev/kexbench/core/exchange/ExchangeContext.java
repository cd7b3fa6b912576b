package dev.kexbench.core.exchange;

import java.security.SecureRandom;
import java.util.function.LongSupplier;

/**
 * The clock, randomness and stage timer of a side; {@code core} has none of its own.
 *
 * @param clockMillis Unix time in milliseconds
 */
public record ExchangeContext(LongSupplier clockMillis, SecureRandom random, StageTimer stages) {}
