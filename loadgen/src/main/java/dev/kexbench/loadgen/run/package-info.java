/**
 * A run from start to finish: prepare, warm up, measure, drain, query the server, check validity,
 * report; and the search for the highest rate that meets an objective.
 *
 * <p>A run knows agents only as a group: {@code cluster} decides whether they work in this process
 * or on other machines.
 */
package dev.kexbench.loadgen.run;
