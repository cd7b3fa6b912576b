/**
 * A run from top to bottom: prepare, warm up, measure, drain, query the server, judge, report; and
 * the search for the highest rate that meets an objective.
 *
 * <p>A run knows agents only as a group: whether they work in this process or on other machines is
 * decided in {@code cluster}.
 */
package dev.kexbench.loadgen.run;
