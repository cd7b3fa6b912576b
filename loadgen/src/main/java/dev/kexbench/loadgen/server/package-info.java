/**
 * A thin Vert.x adapter for a server role. It passes bytes from sockets to the {@link
 * dev.kexbench.core.exchange.Role} and turns the role's steps into writes, closes and work for the
 * crypto threads.
 *
 * <p>{@code KexServer} listens. A {@code Connection} is one {@code PeerSocket} with its role;
 * Vert.x accepts the socket, and Netty alone drives it from then on. A {@code CryptoExecutor}
 * decides where the private-key operation runs. {@code ServerCounters} holds the counters, and
 * {@code StatsEndpoint} serves them over HTTP.
 *
 * <p>A {@code DatagramListener} serves an exchange over datagrams. An {@code Association} is one of
 * its clients and has its own thread.
 */
package dev.kexbench.loadgen.server;
