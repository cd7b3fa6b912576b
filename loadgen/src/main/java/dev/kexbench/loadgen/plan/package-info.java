/**
 * What a run does, as values: how many handshakes and when, for how long, by whom, and what it
 * promises. A {@code LoadPlan} is checked and complete; each lane of each agent asks it for its own
 * share.
 */
package dev.kexbench.loadgen.plan;
