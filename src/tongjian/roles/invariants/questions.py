"""What a breach looks like in the tables: a sentence, and a query whose every row is one.

States are those of the list BLZT: 11 办结（通过）, 12 办结（容缺通过）, 13 办结（不通过）, 15 撤销.
"""

from tongjian.roles.invariants.breaches import Question

ONCE: tuple[Question, ...] = (
    (
        "幂等键被占用却没有答复",
        """
        SELECT person, act, key FROM cases_ledger WHERE answer IS NULL
        """,
    ),
    (
        "同一幂等键出现多次",
        """
        SELECT person, act, key FROM cases_ledger GROUP BY 1, 2, 3 HAVING count(*) > 1
        """,
    ),
    (
        "办件编号重复",
        """
        SELECT number FROM cases_case GROUP BY 1 HAVING count(*) > 1
        """,
    ),
    (
        "结果文号重复",
        """
        SELECT number FROM cases_result GROUP BY 1 HAVING count(*) > 1
        """,
    ),
    (
        "文书编号重复",
        """
        SELECT number FROM cases_document GROUP BY 1 HAVING count(*) > 1
        """,
    ),
    (
        "一份草稿提交了多次",
        """
        SELECT draft_id FROM cases_application GROUP BY 1 HAVING count(*) > 1
        """,
    ),
    (
        "一次申报中同一事项有多个办件",
        """
        SELECT application_id, item_code FROM cases_case GROUP BY 1, 2 HAVING count(*) > 1
        """,
    ),
    (
        "办结通过的办件应当恰有一个结果",
        """
        SELECT c.number, count(r.id) FROM cases_case c LEFT JOIN cases_result r ON r.case_id = c.id
        WHERE c.state IN (11, 12, 15) GROUP BY 1 HAVING count(r.id) <> 1
        """,
    ),
    (
        "没有办结通过的办件却有结果",
        """
        SELECT c.number, r.number FROM cases_case c JOIN cases_result r ON r.case_id = c.id
        WHERE c.state NOT IN (11, 12, 15)
        """,
    ),
    (
        "一个办件作出了多次决定",
        """
        SELECT case_id, count(*) FROM cases_record WHERE state IN (11, 12, 13)
        GROUP BY 1 HAVING count(*) > 1
        """,
    ),
    (
        "一个办件批准延长了多次",
        """
        SELECT case_id, count(*) FROM cases_extension WHERE step = 'granted' GROUP BY 1 HAVING count(*) > 1
        """,
    ),
    (
        "征求意见尚未结束就作出了决定",
        """
        SELECT c.number, o.number FROM cases_case c JOIN cases_consultation o ON o.case_id = c.id
        WHERE c.state IN (11, 12, 13) AND o.status IN ('open', 'returned', 'forwarded')
        """,
    ),
    (
        "听证尚未结束就作出了决定",
        """
        SELECT c.number FROM cases_case c
        WHERE c.state IN (11, 12, 13)
            AND EXISTS (SELECT 1 FROM cases_hearing_step h
                WHERE h.case_id = c.id AND h.step IN ('applied', 'ordered'))
            AND NOT EXISTS (SELECT 1 FROM cases_hearing_step h WHERE h.case_id = c.id AND h.step = 'held')
        """,
    ),
    (
        "容缺材料尚未核对，结果却已送达",
        """
        SELECT c.number, f.name FROM cases_case c JOIN cases_deferral f ON f.case_id = c.id
        JOIN cases_delivery d ON d.case_id = c.id
        WHERE f.status <> 'confirmed'
        """,
    ),
)

RECORDED: tuple[Question, ...] = (
    (
        "办理过程没有对应的存证",
        """
        SELECT r.case_id, r.position, r.act FROM cases_record r LEFT JOIN evidence_entry e
            ON e.id = r.entry AND e.object_kind = 'cases.case' AND e.object_id = r.case_id
            AND e.object_version = r.position AND e.act = 'cases.' || r.act AND e.at = r.at
            AND e.after_hash IS NOT NULL
        WHERE e.id IS NULL
        """,
    ),
    (
        "存证没有对应的办理过程",
        """
        SELECT e.id, e.object_id, e.object_version, e.act
        FROM evidence_entry e LEFT JOIN cases_record r ON r.entry = e.id
        WHERE e.object_kind = 'cases.case' AND e.after_hash IS NOT NULL AND r.entry IS NULL
        """,
    ),
    (
        "一条存证对应多条办理过程",
        """
        SELECT entry FROM cases_record GROUP BY 1 HAVING count(*) > 1
        """,
    ),
    (
        "意见、文书、结果、撤销或送达没有对应的存证",
        """
        SELECT t.what, t.row FROM (
            SELECT 'opinion' AS what, id::text AS row, entry FROM cases_opinion
            UNION ALL SELECT 'document', number, entry FROM cases_document
            UNION ALL SELECT 'result', number, entry FROM cases_result
            UNION ALL SELECT 'result_file', result_id::text, entry FROM cases_result_file
            UNION ALL SELECT 'revocation', result_id::text, entry FROM cases_revocation
            UNION ALL SELECT 'delivery', case_id::text, entry FROM cases_delivery
        ) t LEFT JOIN evidence_entry e ON e.id = t.entry WHERE e.id IS NULL
        """,
    ),
)

FOLDED: tuple[Question, ...] = (
    (
        "有存证或办理过程，却没有这个办件",
        """
        SELECT DISTINCT t.id FROM (
            SELECT case_id AS id FROM cases_record
            UNION SELECT object_id FROM evidence_entry
                WHERE object_kind = 'cases.case' AND after_hash IS NOT NULL
        ) t LEFT JOIN cases_case c ON c.id = t.id WHERE c.id IS NULL
        """,
    ),
    (
        "有存证，却没有这个项目",
        """
        SELECT DISTINCT e.object_id FROM evidence_entry e LEFT JOIN cases_project p ON p.id = e.object_id
        WHERE e.object_kind = 'cases.project' AND e.after_hash IS NOT NULL AND p.id IS NULL
        """,
    ),
    (
        "办理过程的序号不连续",
        """
        SELECT case_id, count(*), min(position), max(position) FROM cases_record
        GROUP BY 1 HAVING min(position) <> 1 OR max(position) <> count(*)
        """,
    ),
    (
        "办件的状态不是最后一条办理过程的状态",
        """
        SELECT c.number, c.state, c.position, r.state FROM cases_case c
        LEFT JOIN cases_record r ON r.case_id = c.id AND r.position = c.position
        WHERE r.state IS DISTINCT FROM c.state
            OR EXISTS (SELECT 1 FROM cases_record n WHERE n.case_id = c.id AND n.position > c.position)
        """,
    ),
    (
        "办件是否办结与其状态不符",
        """
        SELECT number, state, closed_at FROM cases_case
        WHERE (closed_at IS NULL) = (state IN (2, 4, 5, 11, 12, 13, 14, 15))
        """,
    ),
)

REFERRED: tuple[Question, ...] = (
    (
        "材料的文件没有登记，或哈希、大小不符",
        """
        SELECT m.name, m.file FROM cases_material m LEFT JOIN evidence_file f
            ON f.id = m.file AND f.sha256 = m.sha256 AND f.size = m.size
        WHERE f.id IS NULL
        """,
    ),
    (
        "结果文件没有登记，或哈希不符",
        """
        SELECT r.number, x.file FROM cases_result_file x JOIN cases_result r ON r.id = x.result_id
        LEFT JOIN evidence_file f ON f.id = x.file AND f.sha256 = x.sha256
        WHERE f.id IS NULL
        """,
    ),
    (
        "草稿的文件没有登记",
        """
        SELECT d.number, a.value FROM cases_draft d CROSS JOIN LATERAL jsonb_each_text(d.files) a
        LEFT JOIN evidence_file f ON f.id::text = a.value
        WHERE f.id IS NULL
        """,
    ),
)
