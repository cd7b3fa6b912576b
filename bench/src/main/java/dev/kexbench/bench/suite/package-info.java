/**
 * The benchmarks. Each class asks one question, with which its Javadoc begins.
 *
 * <ul>
 *   <li>{@link dev.kexbench.bench.suite.RsaPrivateBenchmark}: decrypting a ciphertext, with a
 *       cipher that is kept, rekeyed or new, and with either OAEP implementation
 *   <li>{@link dev.kexbench.bench.suite.BatchRsaBenchmark}: decrypting ciphertexts in batches
 *   <li>{@link dev.kexbench.bench.suite.RsaEncryptBenchmark}: the client's RSA encryption
 *   <li>{@link dev.kexbench.bench.suite.OaepBenchmark}: OAEP decoding at fixed offsets
 *   <li>{@link dev.kexbench.bench.suite.HmacVerifyBenchmark}: verifying a client's tag, and whether
 *       per-client state pays off
 *   <li>{@link dev.kexbench.bench.suite.PoolBenchmark}: borrowing, and what a pool saves
 *   <li>{@link dev.kexbench.bench.suite.ExchangeBenchmark}: a server's answers and refusals
 *   <li>{@link dev.kexbench.bench.suite.ResumptionBenchmark}: its answers to returning clients, of
 *       every exchange that issues tickets
 *   <li>{@link dev.kexbench.bench.suite.ClientBenchmark}: the two halves of a client's work
 *   <li>{@link dev.kexbench.bench.suite.WholeExchangeBenchmark}: client and server together
 *   <li>{@link dev.kexbench.bench.suite.HandshakeBenchmark}: whole handshakes of every exchange
 *   <li>{@link dev.kexbench.bench.suite.ResumedHandshakeBenchmark}: whole handshakes of returning
 *       clients
 *   <li>{@link dev.kexbench.bench.suite.UnhardenedExchangeBenchmark}: the exchange without
 *       hardening
 *   <li>{@link dev.kexbench.bench.suite.KeyScheduleBenchmark}, {@link
 *       dev.kexbench.bench.suite.CodecBenchmark}, {@link
 *       dev.kexbench.bench.suite.SecureRandomBenchmark}, {@link
 *       dev.kexbench.bench.suite.ClientTableBenchmark}: parts of an answer
 *   <li>{@link dev.kexbench.bench.suite.Sp80056aBenchmark}: the schemes of SP 800-56A
 *   <li>{@link dev.kexbench.bench.suite.Argon2EnrolmentBenchmark}: enrolling with a password
 * </ul>
 *
 * <p>Each except those of whole handshakes has a method {@code floor}: the operation without the
 * part in question. State is per thread, except for what threads share: pool, server, table and
 * random generator. Inputs come from a {@link dev.kexbench.bench.suite.Ring} of 1,024 or more. A
 * {@code @TearDown} fails the benchmark if its last result is wrong, and allocates little, since
 * the profiler counts it. JMH passes a fixture method a thread-state instance of its own, not the
 * one that the benchmark uses, so fixtures take only state that all threads share.
 *
 * <p>A parameter means the same in every benchmark: {@code provider} is the crypto provider ({@code
 * no-crypto} computes nothing), {@code bits} the length of the RSA modulus, {@code pool} how
 * objects are pooled ({@code fresh} is no pool), {@code object} what is borrowed, {@code cipher}
 * the lifetime of a JCA cipher, {@code keying} when the MAC is keyed with a client's key, {@code
 * tag} and {@code offer} the kind of input, {@code resumption} how a client returns, {@code
 * scheme}, {@code group} and {@code side} a scheme of SP 800-56A, its group and its party, {@code
 * clients} the number of enrolled clients, {@code source} the source of random bytes.
 *
 * <p>To add a benchmark, add a class here with its question, its floor and its check. The command
 * finds it automatically, and {@code --quick} measures it with the first value of each parameter,
 * unless {@code quick.rows} excludes it. Add a line to {@code standard.rows} to include it in the
 * default run. A test calls it once with every value.
 *
 * <h2>Heap per client of the table</h2>
 *
 * No benchmark measures this, because it follows from the array: a slot is 16 bytes of id and 32 of
 * root, and as the number of slots is a power of two, the load factor is 0.375 to 0.75. That is 64
 * to 128 bytes of heap per client: 98 with 1,000 clients (2,048 slots), 101 with 1,000,000
 * (2,097,152 slots).
 */
package dev.kexbench.bench.suite;
