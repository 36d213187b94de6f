SELECT author_name, count(*) AS documents
FROM public.documents
GROUP BY author_name
