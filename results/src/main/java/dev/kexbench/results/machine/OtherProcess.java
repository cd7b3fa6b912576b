package dev.kexbench.results.machine;

/**
 * A process that does not belong to a run, but used the run's cores.
 *
 * @param name of its program, such as {@code java}
 * @param share of the measured time for which it and its children ran; more than 1 on several cores
 */
public record OtherProcess(long pid, String name, double share) {}
