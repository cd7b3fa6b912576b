package dev.kexbench.loadgen.run;

/**
 * A rate to try.
 *
 * @param fullLength whether to run at full length, to confirm the result of a short probe
 */
public record Trial(double perSecond, boolean fullLength) {}
