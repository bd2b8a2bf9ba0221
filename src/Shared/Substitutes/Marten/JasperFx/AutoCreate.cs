namespace JasperFx;

/// <summary>How far the store may change the database schema by itself.</summary>
public enum AutoCreate
{
    /// <summary>As <see cref="CreateOrUpdate"/> here: nothing is ever dropped.</summary>
    All,

    /// <summary>Creates what is missing: schemas, tables, columns, indexes.</summary>
    CreateOrUpdate,

    /// <summary>Creates missing tables and leaves existing ones as they are.</summary>
    CreateOnly,

    /// <summary>Changes nothing.</summary>
    None,
}
