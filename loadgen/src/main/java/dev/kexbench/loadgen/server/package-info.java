/**
 * A thin Vert.x shell round a server role: sockets become bytes for {@link
 * dev.kexbench.core.exchange.Role}, its steps become writes, closes and work for the crypto
 * threads.
 *
 * <p>{@code KexServer} listens; a {@code Connection} is one socket with its role; a {@code
 * CryptoExecutor} says where the private-key operation runs; {@code ServerCounters} counts, and
 * {@code StatsEndpoint} shows the counts to whoever asks over HTTP.
 *
 * <p>What an exchange over datagrams needs is a {@code DatagramListener}: an {@code Association} is
 * one client of it, on a thread of its own.
 */
package dev.kexbench.loadgen.server;
