"""Tests of the masking: what is replaced, what stays, whose mention is whose."""

import unittest

from masking import layout, masked_part


def masked(text, found=(), gold=()):
    """The text with every mask written as its actor's number in brackets."""
    mentions = layout(text, [[*m, "name", "person"] for m in found], list(gold))
    actors, parts, at = {}, [], 0
    for m in mentions:
        number = actors.setdefault(m["actor"], len(actors) + 1)
        a, b = m["mask"] or (m["start"], m["start"])
        parts += [text[at:a], f"[{number}]"]
        at = b
    return "".join([*parts, text[at:]])


class Masking(unittest.TestCase):
    def test_names_go_and_descriptions_stay(self):
        for surface, left in (("the Orlen government", "Orlen"), ("Dame Ilse Marr's", "Dame Ilse Marr"),
                              ("the former guerrilla Tam Oduya", "Tam Oduya"), ("He", None), ("the ministry", None),
                              ("The Guard’s", "Guard"), ("", None)):
            part = masked_part(surface, 0, len(surface))
            self.assertEqual(part and surface[part[0]:part[1]], left, surface)

    def test_another_name_gives_the_same_masked_text(self):
        for name, last in (("Orrin Dask", "Dask"), ("Ludmila van Hoorn", "Hoorn"), ("Xi", "Xi")):
            text = f"{name} lied. Everyone knew that {last} lied, and {name} too."
            self.assertEqual(masked(text, gold=[(0, len(name), "a")]), "[1] lied. Everyone knew that [1] lied, and [1] too.")

    def test_a_gold_target_takes_the_actor_that_the_product_found(self):
        text = "Marr said she would go; the Orlen League did not ask Marr."
        found = [[0, 4, "marr"], [10, 13, "marr"], [24, 40, "league"], [53, 57, "marr"]]
        self.assertEqual(masked(text, found, [(53, 57, "x")]), "[1] said [1]she would go; [2]the  did not ask [1].".replace(
            "[2]the ", "the [2]"))

    def test_the_longer_mention_wins(self):
        text = "The Bank of Velmora failed."
        self.assertEqual(masked(text, [[12, 19, "velmora"], [0, 19, "bank"]]), "The [1] failed.")


if __name__ == "__main__":
    unittest.main()
