package dev.kexbench.loadgen.run;

/**
 * A rate to be tried.
 *
 * @param fullLength whether in a run of full length, to confirm what a short one promised
 */
public record Trial(double perSecond, boolean fullLength) {}
