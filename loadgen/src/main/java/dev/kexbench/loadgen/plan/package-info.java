/**
 * What a run does, as values: the number of handshakes, their schedule, the duration, the
 * generators and the objective. A {@code LoadPlan} is checked and complete; each generator loop of
 * each agent gets its own share from it.
 */
package dev.kexbench.loadgen.plan;
