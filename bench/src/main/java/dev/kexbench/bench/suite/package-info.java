/**
 * The benchmarks: each is a class that asks one question, which its documentation begins with.
 *
 * <ul>
 *   <li>{@link dev.kexbench.bench.suite.RsaPrivateBenchmark}: opening a ciphertext, with a cipher
 *       that is kept, keyed again, or new, and by whose padding
 *   <li>{@link dev.kexbench.bench.suite.RsaEncryptBenchmark}: the client's RSA
 *   <li>{@link dev.kexbench.bench.suite.OaepBenchmark}: undoing OAEP at fixed offsets
 *   <li>{@link dev.kexbench.bench.suite.HmacVerifyBenchmark}: a client's tag, and whether to keep
 *       something for each client
 *   <li>{@link dev.kexbench.bench.suite.PoolBenchmark}: borrowing, and what a pool saves
 *   <li>{@link dev.kexbench.bench.suite.ExchangeBenchmark}: a server's answer, and its refusals
 *   <li>{@link dev.kexbench.bench.suite.ClientBenchmark}: a client's two halves
 *   <li>{@link dev.kexbench.bench.suite.WholeExchangeBenchmark}: both sides
 *   <li>{@link dev.kexbench.bench.suite.HandshakeBenchmark}: any exchange beside any other
 *   <li>{@link dev.kexbench.bench.suite.UnhardenedExchangeBenchmark}: the exchange without
 *       hardening
 *   <li>{@link dev.kexbench.bench.suite.KeyScheduleBenchmark}, {@link
 *       dev.kexbench.bench.suite.CodecBenchmark}, {@link
 *       dev.kexbench.bench.suite.SecureRandomBenchmark}, {@link
 *       dev.kexbench.bench.suite.ClientTableBenchmark}: parts of an answer
 *   <li>{@link dev.kexbench.bench.suite.Argon2EnrolmentBenchmark}: enrolling by a password
 * </ul>
 *
 * <p>Each but that of whole handshakes has a method {@code floor}: the operation without the part
 * in question. State is per thread, except for what threads share: pool, server, table, generator;
 * inputs come from a {@link dev.kexbench.bench.suite.Ring} of 1,024 or more; a {@code @TearDown}
 * fails the benchmark whose last result is wrong, and allocates little, since the profiler counts
 * it. JMH gives a fixture method a thread's state of its own, not the one that the benchmark sees:
 * fixtures take only state that all threads share.
 *
 * <p>A parameter means the same in every benchmark that has it: {@code provider} is who computes
 * ({@code no-crypto} is nobody), {@code bits} the RSA modulus' length, {@code pool} how objects are
 * kept ({@code fresh} is no pool), {@code object} what is borrowed, {@code cipher} how long a JCA
 * cipher lives, {@code keying} when a client's key goes into the MAC, {@code tag} and {@code offer}
 * what comes, {@code clients} how many are enrolled, {@code source} where random bytes come from.
 *
 * <p>To add a benchmark: a class beside these with its question, its floor and its check. The
 * command finds it by itself, {@code --quick} has it with the first value of each parameter, a line
 * in {@code standard.rows} says what the default measures of it; a test calls it once with every
 * value.
 *
 * <h2>What a client's place in the table takes</h2>
 *
 * No benchmark weighs it, since it follows from the array: a slot is 16 bytes of id and 32 of root,
 * and as the number of slots is a power of two, 0.375 to 0.75 of them are taken. That is 64 to 128
 * bytes of heap a client; 98 of them with a thousand clients (2,048 slots), 101 with a million
 * (2,097,152 slots).
 */
package dev.kexbench.bench.suite;
