/**
 * {@code scripts/loadtest}: a single run, a calibration, several runs of one plan, a comparison of
 * exchanges or of variants (builds, JDKs, providers, pools), or a search for the highest rate.
 */
package dev.kexbench.loadgen.loadtest;
