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
 * </ul>
 *
 * <p>Each has a method {@code floor}: everything but the operation in question. State is per
 * thread, except for the pool, which is what threads share; inputs come from a {@link
 * dev.kexbench.bench.Ring} of 1,024; a {@code @TearDown} fails the benchmark whose last result is
 * wrong. JMH gives a fixture method a thread's state of its own, not the one that the benchmark
 * sees: fixtures take only state that all threads share. A parameter means the same in every
 * benchmark that has it:
 *
 * <ul>
 *   <li>{@code provider}: the crypto backend; those that do not load here are left out, with a line
 *   <li>{@code pool}: how its objects are kept; {@code fresh} is no pool
 *   <li>{@code bits}: the RSA modulus' length
 * </ul>
 *
 * <h2>Rows</h2>
 *
 * With all three providers:
 *
 * <ul>
 *   <li>{@code --quick}, 14 rows of 3 forks, about two and a half minutes: every provider with the
 *       pools {@code fresh} and {@code thread-local} at RSA-2048, and the floors
 *   <li>by default, 26 rows of 7 forks, about 23 minutes: every provider and every pool at
 *       RSA-2048, and the floors
 *   <li>{@code --full}, 52 rows of 7 forks, about 46 minutes: every combination
 * </ul>
 *
 * <p>{@code -p} replaces the chosen values of one parameter: {@code scripts/bench --quick -p
 * bits=4096} measures the quick rows at RSA-4096.
 *
 * <p>To add a benchmark: a class beside these with its question, its floor and its check. The
 * command finds it by itself; {@link dev.kexbench.bench.run.Effort} says which values of a new
 * parameter stand for all.
 */
package dev.kexbench.bench;
