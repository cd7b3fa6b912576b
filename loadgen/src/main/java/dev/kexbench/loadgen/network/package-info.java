/**
 * The emulated network of a load test: the generator and its own server run in two network
 * namespaces of their own, and every packet between them takes a path with a delay, losses and a
 * rate. Both sides use the kernel's TCP and UDP.
 *
 * <p>A load test with a network starts itself again in a new namespace ({@link
 * dev.kexbench.loadgen.network.GeneratorNamespace}). There {@link
 * dev.kexbench.loadgen.network.EmulatedPath} makes the server's namespace and the path, and gives
 * the addresses and the command prefix that the server needs. What the packets suffer is in {@link
 * dev.kexbench.loadgen.plan.NetworkSpec}, what the path measured of itself in {@link
 * dev.kexbench.results.report.NetworkFigures}.
 *
 * <p>Where the kernel has netem and the plan has no jitter, a pair of veth devices with netem at
 * both ends is the path. Otherwise it is a relay: a process of its own ({@code RelayMain}) with a
 * TUN device in each namespace and a thread for each direction ({@code RelayDirection}), so that
 * its CPU time is not the generator's. What happens to a packet and when is decided without clock
 * and I/O in {@code PathModel}; {@code DelayLine} holds the packets that are under way.
 *
 * <p>Nothing has a name outside of the namespaces, and nothing outlives the load test, however that
 * ends: a namespace lives as long as its processes, a TUN device as long as the relay, and relay
 * and server's namespace end when their standard input does.
 *
 * <p>Uses {@code plan}, {@code command} and {@code machine}. See {@code docs/network.md}.
 */
package dev.kexbench.loadgen.network;
