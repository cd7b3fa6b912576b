/**
 * What any key exchange looks like from outside: a {@link dev.kexbench.core.exchange.Role} for
 * either side as a state machine without I/O, the {@link dev.kexbench.core.exchange.Step} that it
 * answers with, and the {@link dev.kexbench.core.exchange.Session} that is left at the end.
 *
 * <p>Servers, load generators and benchmarks are written against this package and the {@link
 * dev.kexbench.core.Catalogue} only; which exchange runs is a name.
 */
package dev.kexbench.core.exchange;
