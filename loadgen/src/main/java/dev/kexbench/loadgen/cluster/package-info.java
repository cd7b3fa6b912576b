/**
 * A run over several machines: agents, clocks, slices, merging. A local run is a run with one agent
 * and no network.
 *
 * <p>A {@code Crew} is the agents of a run. It begins a {@code Stretch} (a warm-up, a measured
 * time) on all of them at one instant, and puts their seconds together by the clock; percentiles
 * are always those of merged histograms. {@code LocalAgent} is the generator of this process.
 */
package dev.kexbench.loadgen.cluster;
