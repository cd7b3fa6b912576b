/**
 * What each step of an exchange costs, measured with JMH; {@link dev.kexbench.bench.BenchMain} is
 * {@code scripts/bench}.
 *
 * <p>A benchmark is a class here that asks one question, which its documentation begins with:
 *
 * <ul>
 *   <li>{@link dev.kexbench.bench.RsaPrivateBenchmark}: opening one OFFER's ciphertext, and what a
 *       pool of private-key objects saves
 *   <li>{@link dev.kexbench.bench.HmacVerifyBenchmark}: verifying one client's tag, and what a pool
 *       of MAC objects saves
 *   <li>{@link dev.kexbench.bench.OaepBenchmark}: decoding OAEP at fixed offsets, against a
 *       provider's own OAEP decryption
 *   <li>{@link dev.kexbench.bench.ExchangeBenchmark}: from OFFER to ACK or REJECT in a server's
 *       memory, and what of it is not the private-key operation
 *   <li>{@link dev.kexbench.bench.ClientTableBenchmark}: finding a client among a thousand and
 *       among a million
 * </ul>
 *
 * <p>Each has a method {@code floor}: the operation without the part in question. State is per
 * thread, except for what threads share: pool, server, table; inputs come from a {@link
 * dev.kexbench.bench.Ring} of 1,024 or more; a {@code @TearDown} fails the benchmark whose last
 * result is wrong. JMH gives a fixture method a thread's state of its own, not the one that the
 * benchmark sees: fixtures take only state that all threads share. A parameter means the same in
 * every benchmark that has it:
 *
 * <ul>
 *   <li>{@code provider}: the crypto backend; those that do not load here are left out, with a line
 *   <li>{@code pool}: how its objects are kept; {@code fresh} is no pool
 *   <li>{@code bits}: the RSA modulus' length
 *   <li>{@code offer}: what is offered to the server, from {@code good} to {@code
 *       wrong-admission-tag}
 *   <li>{@code clients}: how many are enrolled
 * </ul>
 *
 * <h2>What a client's place in the table takes</h2>
 *
 * No benchmark weighs it, since it follows from the array: a slot is 16 bytes of id and 32 of root,
 * and as the number of slots is a power of two, 0.375 to 0.75 of them are taken. That is 64 to 128
 * bytes of heap a client; 98 of them with a thousand clients (2,048 slots), 101 with a million
 * (2,097,152 slots).
 *
 * <h2>Rows</h2>
 *
 * With all three providers:
 *
 * <ul>
 *   <li>{@code --quick}, 20 rows of 3 forks, about three minutes, most of it starting JVMs: every
 *       provider with the pools {@code fresh} and {@code thread-local} at RSA-2048, a good OFFER
 *       with its floor, and a known client in both tables; a filter measures whatever it names
 *   <li>by default, 58 rows of 7 forks, about 51 minutes: every benchmark with every provider, pool
 *       and offer at RSA-2048, and the floors
 *   <li>{@code --full}, 138 rows of 7 forks, about two hours: every combination
 * </ul>
 *
 * <p>{@code -p} replaces the chosen values of one parameter: {@code scripts/bench --quick -p
 * bits=4096} measures the quick rows at RSA-4096.
 *
 * <p>To add a benchmark: a class beside these with its question, its floor and its check. The
 * command finds it by itself; {@link dev.kexbench.bench.run.Effort} says which values of a new
 * parameter stand for all, and whether {@code --quick} measures it unasked.
 */
package dev.kexbench.bench;
