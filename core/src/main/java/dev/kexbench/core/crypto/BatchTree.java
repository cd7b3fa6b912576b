package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tree of a batch (Fiat 1989; Shacham and Boneh 2001, section 2.2). Each leaf is a power v and
 * its exponent e, whose root v^(1/e) is wanted. Each inner node has the product E of the exponents
 * below it, and a power V whose root V^(1/E) is the product of the roots below it:
 *
 * <pre>{@code
 * E = E_L * E_R,  V = V_L^E_R * V_R^E_L      so  V^(1/E) = V_L^(1/E_L) * V_R^(1/E_R)
 * }</pre>
 *
 * <p>From the root M of a node follow those of its children, with T = 0 mod E_L and T = 1 mod E_R:
 *
 * <pre>{@code
 * M_R = M^T / (V_L^(T/E_L) * V_R^((T-1)/E_R)) = M^T * V_L^((E-T)/E_L) * V_R^((E-T+1)/E_R) / V
 * M_L = M / M_R                               = M * M_R^(E_R-1) / V_R
 * }</pre>
 *
 * <p>The forms on the right divide by powers only, which are known before any root is: one
 * inversion serves the whole tree. All arithmetic is modulo n.
 */
final class BatchTree {
  private final Modulus modulus;
  private final Node top;

  /** A node's exponent E and power V. */
  private interface Node {
    BigInteger exponent();

    BigInteger power();
  }

  /**
   * A message.
   *
   * @param exponent has no factor in common with that of another leaf
   * @param power from 0 to the modulus
   */
  record Leaf(BigInteger exponent, BigInteger power) implements Node {}

  private record Inner(BigInteger exponent, BigInteger power, Node left, Node right)
      implements Node {}

  /** The tree over these leaves, at least one, with the power of each node. */
  BatchTree(List<Leaf> leaves, Modulus modulus) {
    this.modulus = modulus;
    this.top = over(leaves);
  }

  private Node over(List<Leaf> leaves) {
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int half = leaves.size() / 2;
    Node left = over(leaves.subList(0, half));
    Node right = over(leaves.subList(half, leaves.size()));
    return new Inner(
        left.exponent().multiply(right.exponent()),
        modulus.product(
            modulus.power(left.power(), right.exponent()),
            modulus.power(right.power(), left.exponent())),
        left,
        right);
  }

  /** The product of all exponents. */
  BigInteger exponent() {
    return top.exponent();
  }

  /** The power whose root the tree needs. */
  BigInteger power() {
    return top.power();
  }

  /** The powers by which {@link #roots} divides. */
  List<BigInteger> divisors() {
    List<BigInteger> divisors = new ArrayList<>();
    addDivisors(top, divisors);
    return divisors;
  }

  private static void addDivisors(Node node, List<BigInteger> to) {
    if (node instanceof Inner inner) {
      to.add(inner.power());
      addDivisors(inner.left(), to);
      addDivisors(inner.right(), to);
      if (inner.right() instanceof Leaf leaf) {
        to.add(leaf.power());
      }
    }
  }

  /**
   * The root of each leaf, in the order of the leaves.
   *
   * @param root of {@link #power}, which is secret; so are all results
   * @param inverses of all {@link #divisors}
   */
  List<BigInteger> roots(BigInteger root, Map<BigInteger, BigInteger> inverses) {
    List<BigInteger> roots = new ArrayList<>();
    addRoots(top, root, inverses, roots);
    return roots;
  }

  private void addRoots(
      Node node, BigInteger root, Map<BigInteger, BigInteger> inverses, List<BigInteger> to) {
    if (!(node instanceof Inner inner)) {
      to.add(root);
      return;
    }
    Node left = inner.left();
    Node right = inner.right();
    BigInteger t = left.exponent().multiply(left.exponent().modInverse(right.exponent()));
    BigInteger rest = inner.exponent().subtract(t);
    BigInteger rightRoot =
        modulus.product(
            modulus.power(root, t),
            modulus.power(left.power(), rest.divide(left.exponent())),
            modulus.power(right.power(), rest.add(BigInteger.ONE).divide(right.exponent())),
            inverses.get(inner.power()));
    BigInteger leftRoot =
        modulus.product(
            root,
            modulus.power(rightRoot, right.exponent().subtract(BigInteger.ONE)),
            inverses.get(right.power()));
    addRoots(left, leftRoot, inverses, to);
    addRoots(right, rightRoot, inverses, to);
  }

  @Override
  public String toString() {
    return "BatchTree[" + exponent() + "]";
  }
}
