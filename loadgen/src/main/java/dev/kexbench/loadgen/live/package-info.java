/**
 * The page of a load test while it runs: made on a thread of its own from what the run has recorded
 * so far, and served by an event loop of its own. Both yield to the generator.
 */
package dev.kexbench.loadgen.live;
