using Dataing.Sql.Dialects;
using Dataing.Sql.Guard;
using Dataing.Sql.Parsing;
using Dataing.Sql.Pii;

namespace Dataing.Sql.Tests.Pii;

public sealed class PiiTests
{
    private static readonly CatalogSnapshot Catalog = CatalogSnapshot.FromJson(
        """
        {"tables": [
          {"name": "users", "columns": [{"name": "id", "type": "bigint"}, {"name": "email", "type": "text"}, {"name": "name", "type": "text"}, {"name": "phone_number", "type": "bigint"}, {"name": "country", "type": "text"}, {"name": "profile", "type": "STRUCT<email STRING, city STRING>"}]},
          {"name": "products", "columns": [{"name": "id"}, {"name": "name"}]}
        ]}
        """
    );

    [Theory]
    [InlineData("email", PiiKind.Email)]
    [InlineData("customerEmail", PiiKind.Email)]
    [InlineData("e_mail_address", PiiKind.Email)]
    [InlineData("MOBILE_NUMBER", PiiKind.Phone)]
    [InlineData("home_phone", PiiKind.Phone)]
    [InlineData("credit_card_number", PiiKind.Card)]
    [InlineData("iban", PiiKind.Iban)]
    [InlineData("ssn", PiiKind.NationalId)]
    [InlineData("passport_no", PiiKind.NationalId)]
    [InlineData("client_ip", PiiKind.IpAddress)]
    [InlineData("first_name", PiiKind.PersonName)]
    [InlineData("lastName", PiiKind.PersonName)]
    [InlineData("street", PiiKind.Address)]
    [InlineData("zip_code", PiiKind.Address)]
    [InlineData("date_of_birth", PiiKind.BirthDate)]
    [InlineData("api_key", PiiKind.Secret)]
    [InlineData("password_hash", PiiKind.Secret)]
    [InlineData("profile.email", PiiKind.Email)]
    [InlineData("mail_addr", PiiKind.Email)]
    [InlineData("user_mail", PiiKind.Email)]
    [InlineData("email2", PiiKind.Email)]
    [InlineData("contact_emails", PiiKind.Email)]
    [InlineData("telefon", PiiKind.Phone)]
    [InlineData("mobil_nr", PiiKind.Phone)]
    [InlineData("teléfono", PiiKind.Phone)]
    [InlineData("cc_no", PiiKind.Card)]
    [InlineData("acct_no", PiiKind.Iban)]
    [InlineData("passport_num", PiiKind.NationalId)]
    [InlineData("license_plate", PiiKind.NationalId)]
    [InlineData("vorname", PiiKind.PersonName)]
    [InlineData("last_nm", PiiKind.PersonName)]
    [InlineData("straße", PiiKind.Address)]
    [InlineData("plz", PiiKind.Address)]
    [InlineData("geburtsdatum", PiiKind.BirthDate)]
    [InlineData("birth_dt", PiiKind.BirthDate)]
    [InlineData("contraseña", PiiKind.Secret)]
    [InlineData("jwt", PiiKind.Secret)]
    public void Columns_are_told_by_their_names(string column, PiiKind kind) => ColumnNames.Kind(column).ShouldBe(kind);

    [Theory]
    [InlineData("email_verified")]
    [InlineData("is_phone_valid")]
    [InlineData("token_count")]
    [InlineData("email_sent_at")]
    [InlineData("amount")]
    [InlineData("product_name")]
    [InlineData("shipment_id")]
    [InlineData("description")]
    [InlineData("zip_file_count")]
    [InlineData("tips")]
    [InlineData("mobile_sessions")]
    [InlineData("mobile_os")]
    [InlineData("phone_calls")]
    [InlineData("salt_level")]
    [InlineData("tin_content")]
    [InlineData("num_phones")]
    [InlineData("email_id")]
    [InlineData("hotel")]
    [InlineData("latency_ms")]
    public void Facts_about_them_are_none(string column) => ColumnNames.Kind(column).ShouldBeNull();

    [Theory]
    [InlineData("write to jane.doe+x@example.co.uk today", "write to <email> today")]
    [InlineData("card 4111 1111 1111 1111", "card <card>")]
    [InlineData("card 4111 1111 1111 1112", "card 4111 1111 1111 1112")]
    [InlineData("DE89 3704 0044 0532 0130 00", "<iban>")]
    [InlineData("DE89370400440532013000", "<iban>")]
    [InlineData("DE89370400440532013001", "DE89370400440532013001")]
    [InlineData("ssn 536-22-1234", "ssn <national_id>")]
    [InlineData("ssn 000-22-1234", "ssn 000-22-1234")]
    [InlineData("dni 12345678Z", "dni <national_id>")]
    [InlineData("dni 12345678A", "dni 12345678A")]
    [InlineData("cpf 529.982.247-25", "cpf <national_id>")]
    [InlineData("from 192.168.0.1", "from <ip_address>")]
    [InlineData("from 2001:db8::1", "from <ip_address>")]
    [InlineData("version 1.2.3", "version 1.2.3")]
    [InlineData("at 12:30:45", "at 12:30:45")]
    [InlineData("on 2026-01-31 10:15:00", "on 2026-01-31 10:15:00")]
    [InlineData("call +49 170 1234567", "call <phone>")]
    [InlineData("call (415) 555-2671", "call <phone>")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE", "key <secret>")]
    [InlineData("rows 1000000000000", "rows 1000000000000")]
    [InlineData("order 20240131123456", "order 20240131123456")]
    [InlineData("nothing here", "nothing here")]
    [InlineData("zovi +385 91 234 5678", "zovi <phone>")]
    [InlineData("zovi 091/234-5678", "zovi <phone>")]
    [InlineData("call +1-415-555-2671", "call <phone>")]
    [InlineData("call 0044 20 7946 0958", "call <phone>")]
    [InlineData("ring 020 7946 0958", "ring <phone>")]
    [InlineData("tel 06 12 34 56 78", "tel <phone>")]
    [InlineData("tel +33 1 23 45 67 89", "tel <phone>")]
    [InlineData("tel +91 98765 43210", "tel <phone>")]
    [InlineData("tel +81-3-1234-5678", "tel <phone>")]
    [InlineData("HR12 1001 0051 8630 0016 0", "<iban>")]
    [InlineData("GB82WEST12345698765432", "<iban>")]
    [InlineData("cf RSSMRA85T10A562S", "cf <national_id>")]
    [InlineData("curp GODE561231HGRRRL09", "curp <national_id>")]
    [InlineData("pnr 811228-9874", "pnr <national_id>")]
    [InlineData("pnr 811228-9875", "pnr 811228-9875")]
    [InlineData("nir 1 84 12 76 451 089 46", "nir <national_id>")]
    [InlineData("sin 130 692 544", "sin <national_id>")]
    [InlineData("passport no. X1234567", "passport no. <national_id>")]
    [InlineData("PESEL: 44051401359", "PESEL: <national_id>")]
    [InlineData("oib=69435151530", "oib=<national_id>")]
    [InlineData("mac 00:1A:2B:3C:4D:5E", "mac <ip_address>")]
    [InlineData("from fe80::1ff:fe23:4567:890a", "from <ip_address>")]
    [InlineData("from ::1 to 10.1.2.3", "from <ip_address> to <ip_address>")]
    [InlineData("mail info@köln.de", "mail <email>")]
    [InlineData("github_pat_11ABCDEFG0abcdefghijklmnop", "<secret>")]
    [InlineData("glpat-abcdefghij0123456789", "<secret>")]
    [InlineData("Authorization: Bearer abcdef0123456789ABCDEF", "Authorization: Bearer <secret>")]
    [InlineData("postgres://app:s3cr3t!@db.local/shop", "postgres://app:<secret>@db.local/shop")]
    [InlineData("password=hunter2hunter2;", "password=<secret>;")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "<secret>")]
    [InlineData("5500 0000 0000 0004", "<card>")]
    [InlineData("378282246310005", "<card>")]
    [InlineData("id 550e8400-e29b-41d4-a716-446655440000", "id 550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("total 1,234,567.89 EUR", "total 1,234,567.89 EUR")]
    [InlineData("01.02.2026 10:30 and 01/02/2026 1030", "01.02.2026 10:30 and 01/02/2026 1030")]
    [InlineData("2026-01-31T10:15:00+02:00", "2026-01-31T10:15:00+02:00")]
    [InlineData("epoch 1700000000000 and 1700000000000000", "epoch 1700000000000 and 1700000000000000")]
    [InlineData("sku AB-1234-5678 rows 123 456 789", "sku AB-1234-5678 rows 123 456 789")]
    [InlineData("from 0.125 to 0.250", "from 0.125 to 0.250")]
    [InlineData("sha 9f86d081884c7d659a2feaa0c55ad015", "sha 9f86d081884c7d659a2feaa0c55ad015")]
    [InlineData("the secret: it works", "the secret: it works")]
    [InlineData("batch 0012 3456 of 2026", "batch 0012 3456 of 2026")]
    [InlineData("de89370400440532013000", "<iban>")]
    [InlineData("ssn 123 45 6789", "ssn <national_id>")]
    [InlineData("tel 06.12.34.56.78", "tel <phone>")]
    [InlineData("version 10.4.2.1", "version 10.4.2.1")]
    [InlineData("2.3.1.4-beta and 1.0.0.0", "2.3.1.4-beta and 1.0.0.0")]
    [InlineData("git@github.com:org/repo", "git@github.com:org/repo")]
    [InlineData("ab12370400440532013000", "ab12370400440532013000")]
    public void Texts_are_searched_by_shape_and_check_digits(string text, string masked) => PiiMask.Text(text).ShouldBe(masked);

    [Theory]
    [InlineData("SELECT email FROM users", "Email")]
    [InlineData("SELECT email AS x FROM users", "Email")]
    [InlineData("WITH a AS (SELECT email AS b FROM users), c AS (SELECT b AS d FROM a) SELECT d FROM c", "Email")]
    [InlineData("SELECT * FROM users", "- Email PersonName Phone - Email")]
    [InlineData("SELECT u.profile.email AS p FROM users u", "Email")]
    [InlineData("SELECT u.profile.city FROM users u", "-")]
    [InlineData("SELECT profile FROM users", "Email")]
    [InlineData("SELECT upper(email) AS x, country FROM users", "Email -")]
    [InlineData("SELECT name FROM products", "-")]
    [InlineData("SELECT name FROM users", "PersonName")]
    [InlineData("SELECT id FROM users UNION ALL SELECT phone_number FROM users", "Phone")]
    [InlineData("SELECT max(email) AS m FROM users GROUP BY country", "Email")]
    [InlineData("SELECT s.a FROM (SELECT STRUCT(email AS a, country AS b) AS s FROM users)", "Email")]
    [InlineData("SELECT s.b FROM (SELECT STRUCT(email AS a, country AS b) AS s FROM users)", "-")]
    [InlineData("SELECT s.* FROM (SELECT STRUCT(email AS a, country AS b) AS s FROM users)", "Email -")]
    [InlineData("SELECT * EXCEPT (email, profile) FROM users", "- PersonName Phone -")]
    [InlineData("WITH a AS (SELECT * FROM users) SELECT * FROM a JOIN products USING (id)", "- Email PersonName Phone - Email -")]
    [InlineData("SELECT v, k FROM users UNPIVOT (v FOR k IN (email, country))", "Email -")]
    [InlineData("SELECT ARRAY_AGG(email) AS l, COUNT(*) AS n FROM users", "Email -")]
    [InlineData("SELECT TO_JSON_STRING(u) AS j FROM users u", "Email")]
    [InlineData("SELECT LAG(email) OVER (ORDER BY id) AS p FROM users", "Email")]
    [InlineData("SELECT x.e FROM users u, (SELECT u.email AS e) x", "Email")]
    [InlineData("FROM users |> EXTEND CONCAT(name, '!') AS g |> SELECT g, country", "PersonName -")]
    [InlineData("SELECT CASE WHEN email IS NULL THEN 'missing' ELSE 'ok' END AS s, email LIKE '%x' AS l FROM users", "- -")]
    [InlineData("SELECT CASE WHEN id > 1 THEN email ELSE 'none' END AS s FROM users", "Email")]
    [InlineData(
        "SELECT k, count(*) AS n FROM (SELECT CASE WHEN email LIKE '%x' THEN 'x' ELSE 'y' END AS k FROM users) q GROUP BY k",
        "- -"
    )]
    public void Masks_follow_the_data_through_the_query(string sql, string expected)
    {
        var plan = PiiPlan.For(SqlParser.Parse(sql, SqlDialect.BigQuery), SqlDialect.BigQuery, Catalog, QueryPolicy.Default);
        string.Join(' ', plan.Columns.Select(c => c.Kind?.ToString() ?? "-")).ShouldBe(expected);
    }

    [Fact]
    public void Values_are_masked_but_counts_are_not()
    {
        var plan = PiiPlan.For(
            SqlParser.Parse(
                "SELECT email AS a, count(DISTINCT email) AS n, phone_number AS p, country FROM users GROUP BY 1, 3, 4",
                SqlDialect.Postgres
            ),
            SqlDialect.Postgres,
            Catalog,
            QueryPolicy.Default
        );
        var masked = plan.Match(["a", "n", "p", "country"])
            .Zip(new object?[] { "x@y.org", 42L, 4915112345678L, "mail to x@y.org" }, PiiMask.Value);
        masked.ShouldBe(["<email>", 42L, "<phone>", "mail to <email>"]);
    }

    [Fact]
    public void What_is_picked_is_masked_whatever_its_type()
    {
        var tree = SqlParser.Parse(
            "SELECT max(phone_number) AS p, avg(phone_number) AS a, array_agg(email) AS l, v FROM users CROSS JOIN LATERAL (VALUES (email)) AS t(v) GROUP BY v",
            SqlDialect.Postgres
        );
        var plan = PiiPlan.For(tree, SqlDialect.Postgres, Catalog, QueryPolicy.Default);
        var masked = plan.Match(["p", "a", "l", "v"])
            .Zip(new object?[] { 4915112345678L, 1.5, new[] { "x@y.org" }, "anyone" }, PiiMask.Value)
            .ToArray();
        masked[..2].ShouldBe(["<phone>", 1.5]);
        masked[2].ShouldBe(new object?[] { "<email>" });
        masked[3].ShouldBe("<email>");
    }

    [Fact]
    public void What_cannot_be_traced_counts_as_personal_when_the_policy_says_so()
    {
        var tree = SqlParser.Parse("SELECT * FROM somewhere", SqlDialect.Postgres);
        PiiPlan
            .For(tree, SqlDialect.Postgres, null, QueryPolicy.Default)
            .Match(["note", "email"])
            .Select(c => c.Kind)
            .ShouldBe([PiiKind.Unresolved, PiiKind.Email]);
        var lenient = QueryPolicy.Default with { UnresolvedIsSensitive = false };
        PiiPlan.For(tree, SqlDialect.Postgres, null, lenient).Match(["note", "email"]).Select(c => c.Kind).ShouldBe([null, PiiKind.Email]);
    }
}
