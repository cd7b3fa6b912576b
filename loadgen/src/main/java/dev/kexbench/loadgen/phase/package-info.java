/**
 * How long the phases of a load test last that no option sets. Server and generator use it; it
 * depends on no other package of this project.
 */
package dev.kexbench.loadgen.phase;
