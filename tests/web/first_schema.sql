-- One person, one unit, one task and one form with all that may hang on it, as the first schema held them.
INSERT INTO accounts_user (id, password, is_superuser, username, email, is_staff, is_active, date_joined, name, language)
VALUES (1, '!', false, 'clerk', '', false, true, '2026-01-05 08:00:00+00:00', '填报人', 'zh');
INSERT INTO organisations_organisation (id, name, code, kind, path) VALUES (1, '上海市外国投资促进中心', 'unit', 'unit', '1/');
INSERT INTO organisations_membership (id, role, person_id, organisation_id) VALUES (1, 'filler', 1, 1);
INSERT INTO tasks_task (id, year, name, profile, layout, skip_unit_review, skip_department_review, skip_finance_review, created_at, owner_id)
VALUES (1, 2023, '2023 年度项目支出绩效自评', 'shanghai-2023', 'shanghai-2023', false, false, false, '2026-01-05 08:00:00+00:00', 1);
INSERT INTO records_record (id, project, state, returned, version, content, assessed_version, grade, errors, warnings, notes,
  created_at, updated_at, task_id, unit_id, updated_by_id)
VALUES ('00000000000040008000000000000001', '海外办事处专项', 'draft', false, 1, '{}', 0, '', 0, 0, 0,
  '2026-01-05 08:00:00+00:00', '2026-01-05 08:00:00+00:00', 1, 1, 1);
INSERT INTO records_event (id, number, at, actor_name, kind, data, previous, hash, actor_id, record_id)
VALUES (1, 1, '2026-01-05 08:00:00+00:00', '填报人', 'create', '{"project": "海外办事处专项"}',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'dc77b0b86ade8fd511dfac10511042c27896866a0e6870d9ef6da30643802197', 1, '00000000000040008000000000000001');
INSERT INTO records_remark (id, pointer, reason, was, answer, answered_at, answered_by_id, event_id, record_id)
VALUES (1, '/goal/actual', '与指标不一致', '出访团组共9个', '已核对', '2026-01-06 08:00:00+00:00', 1, 1, '00000000000040008000000000000001');
INSERT INTO records_waiver (id, code, pointer, reason, at, by_id, record_id)
VALUES (1, 'C02', '/indicators/0/score', '以批复为准', '2026-01-06 08:00:00+00:00', 1, '00000000000040008000000000000001');
INSERT INTO records_notice (id, at, event_id, person_id, record_id)
VALUES (1, '2026-01-05 08:00:00+00:00', 1, 1, '00000000000040008000000000000001');
