/**
 * The limits that the operating system sets for a load test: cores and affinity, descriptors and
 * ports, the priority of JIT compiler threads. Depends on no other package of this module.
 */
package dev.kexbench.loadgen.machine;
