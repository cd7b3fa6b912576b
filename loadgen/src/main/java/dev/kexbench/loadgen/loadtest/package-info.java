/**
 * {@code scripts/loadtest}: a single run, a calibration, a comparison of exchanges, or a search for
 * the highest rate.
 */
package dev.kexbench.loadgen.loadtest;
