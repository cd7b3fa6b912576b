/** {@code scripts/agent}: a generator that runs its part of a load test for a coordinator. */
package dev.kexbench.loadgen.agent;
