;; The inner loops of an attention bag, four 32-bit floats at a time. A row is `numbers` floats, then a weight for
;; each head; both counts are multiples of four. Built into bag-kernel.wasm: `npx -p wabt wat2wasm bag-kernel.wat`.
(module
  (import "bag" "memory" (memory 1))

  ;; For each of n pairs (a, b) of row addresses at $list writes a row to $out: numbers added, weights multiplied.
  (func (export "join") (param $n i32) (param $list i32) (param $out i32) (param $numbers i32) (param $weights i32)
    (local $a i32) (local $b i32) (local $end i32)
    (block $done
      (loop $rows
        (br_if $done (i32.eqz (local.get $n)))
        (local.set $a (i32.load (local.get $list)))
        (local.set $b (i32.load offset=4 (local.get $list)))
        (local.set $end (i32.add (local.get $a) (i32.shl (local.get $numbers) (i32.const 2))))
        (loop $add
          (v128.store (local.get $out)
            (f32x4.add (v128.load (local.get $a)) (v128.load (local.get $b))))
          (local.set $a (i32.add (local.get $a) (i32.const 16)))
          (local.set $b (i32.add (local.get $b) (i32.const 16)))
          (local.set $out (i32.add (local.get $out) (i32.const 16)))
          (br_if $add (i32.lt_u (local.get $a) (local.get $end))))
        (local.set $end (i32.add (local.get $a) (i32.shl (local.get $weights) (i32.const 2))))
        (loop $multiply
          (v128.store (local.get $out)
            (f32x4.mul (v128.load (local.get $a)) (v128.load (local.get $b))))
          (local.set $a (i32.add (local.get $a) (i32.const 16)))
          (local.set $b (i32.add (local.get $b) (i32.const 16)))
          (local.set $out (i32.add (local.get $out) (i32.const 16)))
          (br_if $multiply (i32.lt_u (local.get $a) (local.get $end))))
        (local.set $list (i32.add (local.get $list) (i32.const 8)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $rows))))

  ;; For each of n triples (token, relation, role) of row addresses at $list adds to the row at $z: for each head
  ;; the product of the weights, and the rectified sums of the numbers times that product.
  (func (export "pool") (param $n i32) (param $list i32) (param $z i32) (param $numbers i32) (param $slice i32)
    (local $a i32) (local $b i32) (local $c i32) (local $w i32) (local $to i32) (local $end i32) (local $stop i32)
    (local $toWeights i32) (local $weight f32) (local $weights v128)
    (local.set $numbers (i32.shl (local.get $numbers) (i32.const 2)))
    (local.set $slice (i32.shl (local.get $slice) (i32.const 2)))
    (local.set $toWeights (local.get $numbers))
    (block $done
      (loop $tokens
        (br_if $done (i32.eqz (local.get $n)))
        (local.set $a (i32.load (local.get $list)))
        (local.set $b (i32.load offset=4 (local.get $list)))
        (local.set $c (i32.load offset=8 (local.get $list)))
        (local.set $w (local.get $toWeights))
        (local.set $to (local.get $z))
        (local.set $stop (i32.add (local.get $a) (local.get $numbers)))
        (loop $heads
          ;; $a, $b, $c have moved on by as much as the head's place; $w makes up for it.
          (local.set $weight
            (f32.mul
              (f32.mul
                (f32.load (i32.add (local.get $a) (local.get $w)))
                (f32.load (i32.add (local.get $b) (local.get $w))))
              (f32.load (i32.add (local.get $c) (local.get $w)))))
          (f32.store (i32.add (local.get $to) (local.get $w))
            (f32.add (f32.load (i32.add (local.get $to) (local.get $w))) (local.get $weight)))
          (local.set $weights (f32x4.splat (local.get $weight)))
          (local.set $end (i32.add (local.get $a) (local.get $slice)))
          (loop $numbers_
            (v128.store (local.get $to)
              (f32x4.add
                (v128.load (local.get $to))
                (f32x4.mul
                  (local.get $weights)
                  (f32x4.max
                    (f32x4.add
                      (f32x4.add (v128.load (local.get $a)) (v128.load (local.get $b)))
                      (v128.load (local.get $c)))
                    (v128.const f32x4 0 0 0 0)))))
            (local.set $a (i32.add (local.get $a) (i32.const 16)))
            (local.set $b (i32.add (local.get $b) (i32.const 16)))
            (local.set $c (i32.add (local.get $c) (i32.const 16)))
            (local.set $to (i32.add (local.get $to) (i32.const 16)))
            (br_if $numbers_ (i32.lt_u (local.get $a) (local.get $end))))
          (local.set $w (i32.add (i32.sub (local.get $w) (local.get $slice)) (i32.const 4)))
          (br_if $heads (i32.lt_u (local.get $a) (local.get $stop))))
        (local.set $list (i32.add (local.get $list) (i32.const 12)))
        (local.set $n (i32.sub (local.get $n) (i32.const 1)))
        (br $tokens))))

  ;; Writes to $out $hidden rectified sums: the first row of $weights and, for each input, its value times its row.
  (func (export "perceptron") (param $inputs i32) (param $n i32) (param $weights i32) (param $out i32) (param $hidden i32)
    (local $x v128) (local $end i32) (local $to i32)
    (local.set $hidden (i32.shl (local.get $hidden) (i32.const 2)))
    (local.set $end (i32.add (local.get $out) (local.get $hidden)))
    (local.set $to (local.get $out))
    (loop $bias
      (v128.store (local.get $to) (v128.load (local.get $weights)))
      (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $bias (i32.lt_u (local.get $to) (local.get $end))))
    (loop $inputs_
      (local.set $x (v128.load32_splat (local.get $inputs)))
      (local.set $to (local.get $out))
      (loop $row
        (v128.store (local.get $to)
          (f32x4.add (v128.load (local.get $to)) (f32x4.mul (local.get $x) (v128.load (local.get $weights)))))
        (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (br_if $row (i32.lt_u (local.get $to) (local.get $end))))
      (local.set $inputs (i32.add (local.get $inputs) (i32.const 4)))
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $inputs_ (local.get $n)))
    (local.set $to (local.get $out))
    (loop $rectify
      (v128.store (local.get $to)
        (f32x4.max (v128.load (local.get $to)) (v128.const f32x4 0 0 0 0)))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $rectify (i32.lt_u (local.get $to) (local.get $end))))))
