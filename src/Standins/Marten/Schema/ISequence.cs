// Weasel's ISequence. Left out: ints, floors.
namespace Marten;

/// <summary>A source of ids that goes to the database once per block.</summary>
public interface ISequence
{
    /// <summary>The next id: positive, unique in the database, not necessarily in order between hosts.</summary>
    long NextLong();
}
