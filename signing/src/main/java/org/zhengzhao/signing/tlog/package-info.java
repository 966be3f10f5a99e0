/**
 * Transparency logs: Merkle proofs (RFC 9162), proofs about subtrees (draft-ietf-plants-merkle-tree-certs), and the texts of C2SP
 * around them: signed notes, checkpoints, proofs. Nothing is logged and nothing is fetched here.
 */
@NullMarked
package org.zhengzhao.signing.tlog;

import org.jspecify.annotations.NullMarked;
