/**
 * What a PDF file is made of (ISO 32000-2 §7.5): its revisions, the objects of each, and what later revisions change. Reads
 * strictly, repairs nothing, and has limits of its own: a file that other readers would have to repair can be read in two ways,
 * and an attacker lives from the difference.
 */
@NullMarked
package org.zhengzhao.signing.structure;

import org.jspecify.annotations.NullMarked;
