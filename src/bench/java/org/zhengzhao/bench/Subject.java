package org.zhengzhao.bench;

/**
 * Something that is measured.
 *
 * @param id by which results are looked up
 * @param name as the table shows it
 * @param workers how many work side by side
 */
record Subject(String id, String name, int workers, Load load) {}
