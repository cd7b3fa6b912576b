package dev.kexbench.loadgen.schedule;

/**
 * One event loop's share of an open loop.
 *
 * @param curve the rate of the whole run
 * @param index index of this share, from 0
 * @param of number of shares
 * @param seed of this share
 */
public record Slice(RateCurve curve, int index, int of, long seed) {}
