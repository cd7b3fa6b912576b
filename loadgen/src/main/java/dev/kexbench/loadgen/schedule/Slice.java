package dev.kexbench.loadgen.schedule;

/**
 * One event loop's share of an open loop.
 *
 * @param curve the rate of the whole run
 * @param index which share, from 0
 * @param of how many shares there are
 * @param seed of this share alone
 */
public record Slice(RateCurve curve, int index, int of, long seed) {}
