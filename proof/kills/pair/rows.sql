INSERT INTO customers SELECT n, 'customer' || n || '@shop.example', n % 90, 'remark ' || n, 1 + n % 3
FROM generate_series(1, 400) AS n;
INSERT INTO orders SELECT n, 1 + n % 400, n % 7, n, (ARRAY['new', 'paid', 'lost'])[1 + n % 3]::stage, 'note ' || n, 'R' || n
FROM generate_series(1, 1500) AS n;
INSERT INTO visits SELECT n, 'page ' || n % 20 FROM generate_series(1, 800) AS n;
INSERT INTO readings SELECT n, 2024 + n % 2, n FROM generate_series(1, 300) AS n;
INSERT INTO archive SELECT n, 'text ' || n FROM generate_series(1, 50) AS n;
