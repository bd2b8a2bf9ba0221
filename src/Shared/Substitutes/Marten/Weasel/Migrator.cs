namespace Weasel.Core
{
    /// <summary>The rules by which a kind of database is migrated.</summary>
    public abstract class Migrator
    {
        private protected Migrator()
        {
        }
    }
}

namespace Weasel.Postgresql
{
    public class PostgresqlMigrator : Core.Migrator
    {
    }
}
