package dev.kexbench.bench.waterfall;

/**
 * A part of an answer's time.
 *
 * @param name as people read it
 * @param micros microseconds
 * @param error half of its 95 % interval, in microseconds; not a number with fewer than three forks
 */
record Part(String name, double micros, double error) {}
